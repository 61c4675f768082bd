"""Names: which are protected facts, and which of them say the same."""
