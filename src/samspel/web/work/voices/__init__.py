"""Pages of workplaces and what people say."""
