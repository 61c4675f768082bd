"""The models behind the seam: groups, the openai client, litellm, and what they answer."""
