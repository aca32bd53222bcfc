"""The climate transition of a place's industry, step by step, and a firm's electricity."""
