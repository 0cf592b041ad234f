"""What of a record stands on the pages of My plan, part by part. Each answers for one reader and one record."""
