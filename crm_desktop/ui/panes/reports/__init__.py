"""Reports: key figures and cards, ready reports, what stands behind each figure, and reports of one's own."""
