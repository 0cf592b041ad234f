"""A run of the measures over our own records: the snapshot, the figures, and who stands behind each."""
