"""From an edition to bytes: pages rendered, measured and kept."""
