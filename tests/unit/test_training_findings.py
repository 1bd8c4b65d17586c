"""The rules give exactly the engine results that stand under the training cases (domain reference 7.1 and 7.2)."""

from functools import cache

from training_cases import findings, training_case

from app.domain.finding import Figure, Finding, Outcome
from app.domain.snapshot import CaseSnapshot

IRIS, FEMKE = "tc1", "tc2"


@cache
def case(name: str) -> CaseSnapshot:
    return training_case(name)


@cache
def seen(name: str) -> dict[str, Finding]:
    return findings(case(name))


def figures(name: str, rule: str, *keys: str) -> tuple[Figure, ...]:
    return tuple(seen(name)[rule].figures[key] for key in keys)


def numbers(name: str, rule: str) -> list[int]:
    known = {incident.id: incident.number for incident in case(name).incidents}
    return [known[key] for key in seen(name)[rule].incidents]


def outcome(name: str, rule: str) -> Outcome:
    return seen(name)[rule].outcome


def test_iris_has_twenty_incidents_of_which_nineteen_with_a_day() -> None:
    assert figures(IRIS, "R13", "incidents") == (20,)
    assert figures(IRIS, "R03", "event_days") == (19,)
    assert [left.reason for left in seen(IRIS)["R03"].unplaced] == ["no_exact_day"]


def test_iris_has_more_event_days_than_before() -> None:
    assert outcome(IRIS, "R01") is Outcome.SIGNAL
    assert figures(IRIS, "R01", "days_before", "days_now") == (3, 9)
    assert figures(IRIS, "R01", "days_before_min", "days_before_max", "days_now_min", "days_now_max") == (3, 3, 9, 9)
    assert numbers(IRIS, "R01") == [12, 13, 14, 15, 17, 18, 20, 22, 23, 25, 26, 27]


def test_what_iris_told_later_is_counted_as_told_later() -> None:
    assert figures(IRIS, "R01", "retrospective") == (1,)


def test_severity_gives_no_signal_for_iris() -> None:
    assert outcome(IRIS, "R02") is Outcome.NO_SIGNAL
    assert figures(IRIS, "R02", "share_before", "share_now") == ("1/3", "5/9")
    assert figures(IRIS, "R02", "max_before", "max_now") == (4, 4)
    assert figures(IRIS, "R02", "median_before", "median_now") == (3, 4)


def test_intervals_of_iris_get_shorter() -> None:
    assert outcome(IRIS, "R03") is Outcome.SIGNAL
    assert figures(IRIS, "R03", "interval_count", "median_first", "median_last") == (18, 51, 7)
    assert figures(IRIS, "R03", "intervals") == ([175, 79, 49, 125, 63, 51, 33, 42, 21, 28, 13, 4, 12, 6, 5, 14, 7, 5],)


def test_new_behaviours_of_wout_are_named_in_order() -> None:
    assert outcome(IRIS, "R04") is Outcome.SIGNAL
    assert figures(IRIS, "R04", "domain_count") == (12,)
    assert figures(IRIS, "R04", "new_domains") == (("thr", "dig", "stk", "chi", "phy"),)
    assert figures(IRIS, "R04", "new_types") == (
        (
            "thr-suicide",
            "thr-take-children",
            "dig-account",
            "dig-flood",
            "stk-watch",
            "chi-messenger",
            "dig-tracker",
            "chi-handover",
            "phy-push-grab",
            "thr-implied",
            "stk-recon",
        ),
    )


def test_iris_spans_two_years_in_thirteen_months() -> None:
    assert figures(IRIS, "R06", "span_days", "active_months", "calendar_months") == (732, 13, 25)


def test_after_the_separation_iris_sees_more_and_other_behaviour() -> None:
    assert outcome(IRIS, "R07") is Outcome.SIGNAL
    assert figures(IRIS, "R07", "separation", "separation_event") == ("2025-01-18", "G-16")
    assert figures(IRIS, "R07", "days_before", "rate_before") == (3, 1.0)
    assert figures(IRIS, "R07", "days_after", "observed_days", "rate_after") == (8, 55, 4.4)
    assert figures(IRIS, "R07", "max_before", "max_after") == (4, 4)
    assert figures(IRIS, "R07", "new_domains") == (("dig", "stk"),)


def test_iris_has_no_measure_to_breach() -> None:
    assert outcome(IRIS, "R08") is Outcome.INSUFFICIENT
    assert [missing.key for missing in seen(IRIS)["R08"].missing] == ["no_measure"]


def test_sources_of_iris_are_counted_as_they_were_cited() -> None:
    assert sources(IRIS) == [
        ("Iris", 13),
        ("werkgever (HR)", 1),
        ("zus", 1),
        ("buurvrouw", 1),
        ("politie", 1),
        ("kinderdagverblijf", 1),
        ("Iris + letselverklaring", 1),
        ("moeder van W.", 1),
    ]


def test_messages_passed_on_by_the_sister_make_a_second_source() -> None:
    assert figures(IRIS, "R13", "single_source", "incidents") == (18, 20)


def test_three_silences_of_iris_are_asked_about() -> None:
    assert gaps(IRIS) == [
        ("2023-03-11", "2023-09-02", 175),
        ("2023-09-02", "2023-11-20", 79),
        ("2024-01-08", "2024-05-12", 125),
    ]
    assert figures(IRIS, "R14", "median_interval", "limit_days") == (24.5, 73.5)


def test_the_last_incident_of_iris_was_two_days_ago() -> None:
    assert figures(IRIS, "R20", "days_since_incident", "days_since_severe") == (2, 2)


def test_every_critical_question_of_iris_is_open() -> None:
    assert outcome(IRIS, "R12") is Outcome.SIGNAL
    assert figures(IRIS, "R12", "open_critical_count") == (51,)
    assert outcome(IRIS, "R11") is Outcome.NO_SIGNAL


def test_femke_has_seventeen_incidents_and_one_by_nobody_known() -> None:
    assert figures(FEMKE, "R13", "incidents") == (17,)
    assert figures(FEMKE, "R03", "event_days") == (17,)
    by_nobody = {incident.id for incident in case(FEMKE).incidents if incident.number == 14}
    assert {left.incident for left in seen(FEMKE)["R03"].unplaced} == by_nobody


def test_fewer_event_days_give_no_signal_for_femke() -> None:
    assert outcome(FEMKE, "R01") is Outcome.NO_SIGNAL
    assert figures(FEMKE, "R01", "days_before", "days_now") == (8, 6)


def test_severity_rises_for_femke() -> None:
    assert outcome(FEMKE, "R02") is Outcome.SIGNAL
    assert figures(FEMKE, "R02", "share_before", "share_now") == ("5/8", "6/6")
    assert figures(FEMKE, "R02", "max_before", "max_now", "median_before", "median_now") == (5, 5, 4, 4)


def test_intervals_of_femke_do_not_get_shorter() -> None:
    assert outcome(FEMKE, "R03") is Outcome.NO_SIGNAL
    assert figures(FEMKE, "R03", "interval_count", "median_first", "median_last") == (16, 6.5, 9)
    assert figures(FEMKE, "R03", "intervals") == ([3, 6, 5, 6, 11, 9, 8, 7, 8, 5, 10, 11, 15, 10, 7, 6],)


def test_new_behaviours_of_roy_are_named_in_order() -> None:
    assert outcome(FEMKE, "R04") is Outcome.SIGNAL
    assert figures(FEMKE, "R04", "domain_count", "new_domains") == (4, ("ord",))
    assert figures(FEMKE, "R04", "new_types") == (
        (
            "stk-proxy",
            "stk-watch",
            "dig-doxing",
            "thr-kill-victim",
            "ord-contact",
            "ord-area",
            "stk-new-partner",
            "thr-harm-others",
            "stk-enter",
            "thr-implied",
            "stk-recon",
        ),
    )


def test_femke_spans_four_months() -> None:
    assert figures(FEMKE, "R06", "span_days", "active_months") == (127, 5)


def test_before_the_separation_of_femke_nothing_is_known() -> None:
    found = seen(FEMKE)["R07"]
    assert found.outcome is Outcome.INSUFFICIENT
    assert "separation_coverage" in [missing.key for missing in found.missing]
    assert figures(FEMKE, "R07", "rate_before", "max_before") == (None, None)
    assert figures(FEMKE, "R07", "days_after", "observed_days", "max_after") == (12, 90, 5)


def test_three_breaches_of_one_of_two_measures() -> None:
    assert outcome(FEMKE, "R08") is Outcome.SIGNAL
    assert numbers(FEMKE, "R08") == [18, 19, 25]
    warning, order = rows(FEMKE, "R08", "measures")
    assert (warning["label"], warning["breaches"]) == ("stopgesprek", 0)
    assert order["label"] == "gedragsaanwijzing art. 509hh Sv (contact + gebied)"
    assert (order["first_after_days"], order["after_days"], order["interval_days"]) == (6, [6, 17, 49], [11, 32])
    assert order["reactions_recorded"] == 0


def test_sources_of_femke_are_counted_as_they_were_cited() -> None:
    assert sources(FEMKE) == [
        ("Femke", 11),
        ("collega", 1),
        ("broer", 1),
        ("buurman", 1),
        ("politie", 1),
        ("Tim (nieuwe vriend)", 1),
        ("informant via politie", 1),
    ]


def test_femke_has_no_silence_above_the_limit() -> None:
    assert outcome(FEMKE, "R14") is Outcome.NO_SIGNAL
    assert gaps(FEMKE) == []


def test_the_last_incident_of_femke_was_four_days_ago() -> None:
    assert figures(FEMKE, "R20", "days_since_incident", "days_since_severe") == (4, 4)


def test_the_gravest_facts_of_femke_come_newest_first() -> None:
    assert outcome(FEMKE, "R11") is Outcome.SIGNAL
    assert [row["incident"] for row in rows(FEMKE, "R11", "severe_incidents")] == ["I-25", "I-23", "I-16"]


def test_what_came_back_on_two_or_more_dates_is_counted_per_kind() -> None:
    assert figures(IRIS, "R05", "repeated", "breadth") == (
        {"chi": 2, "deg": 3, "dig": 3, "iso": 3, "mon": 3, "reg": 2, "stk": 2, "thr": 4},
        8,
    )
    assert figures(FEMKE, "R05", "repeated", "breadth") == ({"dig": 3, "ord": 3, "stk": 14, "thr": 4}, 4)


def test_threats_are_paired_with_what_followed() -> None:
    assert pairs(IRIS) == [(17, 22), (26, 27)]
    assert pairs(FEMKE) == [(11, 12), (11, 13), (16, 18), (16, 19), (21, 23), (21, 25), (21, 26), (25, 26)]


def test_the_moments_ahead_are_those_that_were_planned() -> None:
    assert moments(IRIS) == [("ctx-custody-handover", "2025-03-15"), ("ctx-court-date", "2025-03-21")]
    assert moments(FEMKE) == [("ctx-court-date", "2025-01-22")]
    assert rows(FEMKE, "R10", "ends") == []


def test_looking_further_ahead_sees_the_order_end() -> None:
    found = findings(case(FEMKE), ahead=60)["R10"]
    assert [(row["type"], row["date"]) for row in listed(found, "moments")] == [
        ("ctx-court-date", "2025-01-22"),
        ("ctx-measure-ended", "2025-02-10"),
    ]
    assert [(row["record"], row["date"]) for row in listed(found, "ends")] == [("M-2", "2025-02-10")]


def test_stages_list_what_is_recorded_and_name_no_position() -> None:
    assert stages(IRIS) == {2: ["G-1"], 4: ["G-16", "G-19"], 5: ["I-15", "I-22", "I-27"], 7: ["I-27"]} | {
        3: [f"I-{number}" for number in (2, 3, 4, 5, 6, 8, 10, 12, 13, 14)]
    }
    assert outcome(IRIS, "R09") is outcome(FEMKE, "R09") is Outcome.SIGNAL
    named = {name.removesuffix("_min").removesuffix("_max") for name in seen(IRIS)["R09"].figures}
    assert named == {"stages", "recorded", "since", "recent_pressure", "late"}


def test_violence_of_one_is_no_violence_in_both_directions() -> None:
    for name, count in ((IRIS, 20), (FEMKE, 17)):
        assert outcome(name, "R17") is Outcome.INSUFFICIENT
        assert [(row["actor"], row["count"]) for row in rows(name, "R17", "matrix")] == [("pleger", count)]


def test_the_messages_that_were_linked_are_not_proposed_again() -> None:
    assert (outcome(IRIS, "R18"), rows(IRIS, "R18", "pairs")) == (Outcome.NO_SIGNAL, [])


def test_the_third_case_runs_through_every_rule() -> None:
    found = findings(training_case("tc3"))
    assert len(found) == 22
    assert found["R19"].outcome is Outcome.SIGNAL
    assert [row["followed_by"] for row in listed(found["R19"], "pairs")] == [["I-13"]]


def pairs(name: str) -> list[tuple[int, int]]:
    numbers_of = [(str(row["threat"]), row["followed_by"]) for row in rows(name, "R19", "pairs")]
    return [
        (int(threat.removeprefix("I-")), int(str(one).removeprefix("I-")))
        for threat, followed in numbers_of
        if isinstance(followed, list)
        for one in followed
    ]


def moments(name: str) -> list[tuple[Figure, Figure]]:
    return [(row["type"], row["date"]) for row in rows(name, "R10", "moments")]


def stages(name: str) -> dict[Figure, list[Figure]]:
    return {
        row["stage"]: [*incidents, *events]
        for row in rows(name, "R09", "stages")
        if isinstance(incidents := row["incidents"], list) and isinstance(events := row["events"], tuple)
        if incidents or events
    }


def listed(found: Finding, key: str) -> list[dict[str, Figure]]:
    value = found.figures[key]
    assert isinstance(value, list)
    return value


def rows(name: str, rule: str, key: str) -> list[dict[str, Figure]]:
    listed = seen(name)[rule].figures[key]
    assert isinstance(listed, list)
    return listed


def sources(name: str) -> list[tuple[Figure, Figure]]:
    return [(row["source"], row["incidents"]) for row in rows(name, "R13", "by_source")]


def gaps(name: str) -> list[tuple[Figure, Figure, Figure]]:
    return [(row["from"], row["to"], row["days"]) for row in rows(name, "R14", "gaps")]
