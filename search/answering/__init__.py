"""From ranked passages to an answer that is grounded and cited, or to none."""
