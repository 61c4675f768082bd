"""Documents to grounded answers: indexing, retrieval, verification, `action_trigger_search`."""
