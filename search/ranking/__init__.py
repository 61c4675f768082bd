"""From a query to ranked passages: both halves of retrieval, fused, judged again, made diverse."""
