"""The sections that assessments share, one subject a file."""
