"""What happens if: parameters with spread, draws, shocks, levers, and what comes of them."""
