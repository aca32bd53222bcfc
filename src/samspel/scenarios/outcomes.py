"""The outcomes of the model: their scales, and how small a change is none."""

MILLION = 1e6
KRONOR = ("tax_base", "revenue", "spending", "balance", "region_revenue", "region_spending", "region_balance")
HUNDREDTHS = ("service", "unemployment", "house_price", "region_share")


def find_margin(outcome: str) -> float:
    """Half of what is shown of an outcome: a smaller change is about the same."""
    return 0.05 * MILLION if outcome in KRONOR else 0.0005 if outcome in HUNDREDTHS else 0.5
