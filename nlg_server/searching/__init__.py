"""`action_trigger_search` for a project: knowledge, retrievers, answers and their judge."""
