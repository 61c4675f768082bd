"""From a filled template to the reply that goes out: prompt, model, check, repair, judge."""
