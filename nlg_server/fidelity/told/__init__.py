"""Facts that one text tells in a way which only the other text settles: "at six" for 18:00."""
