from .files import REQUEST, SERVICE, failing


def test_a_blank_fails_only_where_it_must_be_filled(tmp_path):
    assert failing(tmp_path, REQUEST, REQUEST | {"Postcode": " "}, REQUEST | {"Event Reference": ""}) == [
        (2, "Postcode", -1)
    ]


def test_a_cost_must_be_there_unless_the_council_commissions(tmp_path):
    bare = SERVICE | {"Unit Cost": ""}
    commissioned = bare | {"Delivery Mechanism": "CASSR commissioned support"}
    assert failing(tmp_path, bare, commissioned) == [(1, "Unit Cost", -1)]
