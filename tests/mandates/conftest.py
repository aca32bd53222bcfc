"""The shipped rules, and people made up by what they hold."""

import pytest

from samspel.catalogue.mandates import PostRules, load_post_rules


@pytest.fixture(scope="session")
def rules() -> PostRules:
    return load_post_rules()
