"""What is filled in about planning sessions: at the desk, and by the public."""
