"""What the public may see: snapshots of the records, what changes in them, who must agree."""
