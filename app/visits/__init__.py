"""What visitors did with what is on show: counted, never followed. No row says who it was, or on which phone."""
