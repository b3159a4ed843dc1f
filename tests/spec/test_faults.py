"""Every fault of a spec is told at once, at its place, in words that say what to do."""

import re

import pytest

from gdcore.spec import SpecError, read_spec


def faults(text):
    with pytest.raises(SpecError) as caught:
        read_spec(text, "bowl.yaml")
    return str(caught.value).splitlines()


def test_the_example_of_the_manual():
    text = (
        "title: A bowl\nfunction: x^2 + 3*y^2\ndomain: {x: [-3, 3], y: [-3, 3]}\n"
        "starts: [[1, 2]]\nsteps: 50\n# the rates\nlearning_rates: [-0.1, 0.1]\n"
    )
    assert faults(text) == [
        "bowl.yaml:7:18: learning_rates[0]: expected a positive number, found -0.1"
    ]


# One faulty line under `function: x^2 + 3*y^2`, and all that is said about it.
ONE = {
    "titel: A bowl": ["2:1: titel: unknown key; did you mean title? the keys here are: title, "],
    "title: 3": ["2:8: title: expected text, found 3 (put it in quotes)"],
    "title: [a]": ["2:8: title: expected text, found a list"],
    'title: ""': ["2:8: title: expected text, found an empty text"],
    "steps: 1.5": ["2:8: steps: expected a whole number from 0 to 10 000 000, found 1.5"],
    "steps: 20000000": ["2:8: steps: expected a whole number from 0 to 10 000 000"],
    "steps: true": ["2:8: steps: expected a whole number from 0 to 10 000 000, found true"],
    "steps:": ["2:7: steps: expected a whole number from 0 to 10 000 000, found nothing"],
    "learning_rates: 0.1": ["2:17: learning_rates: expected a list, found 0.1 (write [0.1])"],
    "learning_rate: 0.1": ["2:1: learning_rate: unknown key; here it is called learning_rates; "],
    'optimizers: "a\\nb"': ["2:13: optimizers: expected a list, found the text 'a\\nb' (write [a "],
    "noise: {sigma: 0.1}": [
        "2:9: noise.sigma: unknown key; here it is called standard_deviation; the keys here are"
    ],
    "starts: (1, 2)": ["2:9: starts: expected a list of points such as [[1, 2]], or {random: 5, "],
    "starts: [(1, 2)]": [
        "2:10: starts[0]: expected a number, found the text '(1' (this bracket is never closed) "
        "(write square brackets around several numbers, as in [1, 2])",
        "2:14: starts[1]: expected a number, found the text '2)'",
    ],
    "domain: {x: (-3, 3)}": ["2:18: write square brackets: [-3, 3]"],
    "domain: {x: -3 to 3}": [
        "2:13: domain.x: expected an interval [low, high], found the text '-3 to 3' (write [-3, 3])"
    ],
    "optimizers: [{adam: {lr: 1}}]": [
        "2:26: optimizers[0].adam.lr: adam has no learning rate of its own: write it under lear"
    ],
    "optimizers: [{adam: , betas: [1, 1]}]": [
        "2:30: optimizers[0].betas: betas belongs to adam: indent it further than adam, or write "
    ],
    "story: [{orbit: 90 degrees}]": [
        "2:17: story[0].orbit: expected a number, found the text '90 degrees' (write 90 without "
    ],
    "story: [{basins: {stay: yes}}]": [
        "2:25: story[0].basins.stay: expected true or false, found the text 'yes' (write true)"
    ],
    "learning_rates: []": ["2:17: learning_rates: expected a list such as [0.1], found an empty"],
    "learning_rates: [.inf]": ["2:18: learning_rates[0]: expected a positive number, found .inf"],
    "learning_rates: [.nan]": ["2:18: learning_rates[0]: expected a positive number, found .nan"],
    "learning_rates: [1e999]": ["2:18: learning_rates[0]: expected a positive number, found .inf"],
    "learning_rates: [true]": ["2:18: learning_rates[0]: expected a positive number, found true"],
    "learning_rates: ['0,1']": [
        "2:18: learning_rates[0]: expected a positive number, found the text '0,1' (write 0.1 with"
    ],
    "learning_rates: [012]": [
        "2:18: learning_rates[0]: expected a positive number, found the text '012' (write 12)"
    ],
    "learning_rates: [1_000]": [
        "2:18: learning_rates[0]: expected a positive number, found the text '1_000' (write 1000)"
    ],
    "learning_rates: [1/0]": [
        "2:18: learning_rates[0]: expected a positive number, found the text '1/0' (division by "
    ],
    "learning_rates: [2 pi]": [
        "2:18: learning_rates[0]: expected a positive number, found the text '2 pi' (an operator "
        "is missing before 'pi'; write 2*pi)"
    ],
    "learning_rates: [2*x]": [
        "2:18: learning_rates[0]: expected a positive number, found the text '2*x' ('x' is no "
    ],
    "learning_rates: [0,1]": [
        "2:18: learning_rates[0]: expected a positive number, found 0 (if 0,1 is one number, write "
        "0.1 with a point)"
    ],
    "learning_rates: [1 - 2]": ["2:18: learning_rates[0]: expected a positive number, found the"],
    "learning_rates: [cosine]": [
        "2:18: learning_rates[0]: expected a positive number or a schedule, found the text "
        "'cosine' (write {schedule: cosine}; one after the other: {schedule: sequence, schedules: "
    ],
    "descents: [{learning_rate: [warm_up, 0.1]}]": [
        "2:28: descents[0].learning_rate: expected a positive number or a schedule, found a list "
        "(one after the other: {schedule: sequence, schedules: [{schedule: warm_up}, 0.1], mil"
    ],
    "learning_rates: [{schedule: [warm_up, cosine]}]": [
        "2:29: learning_rates[0].schedule: expected the name of a schedule, found a list (one after"
    ],
    "optimizers: [sgd]": [
        "2:14: optimizers[0]: there is no optimizer 'sgd'; here it is called gradient_descent; the "
    ],
    "data: {file: a.csv, loss: cross_entropy}": [
        "2:27: data.loss: expected mean_squared_error or log_loss, found the text 'cross_entropy' "
        "(here it is called log_loss)"
    ],
    "noise: -1": ["2:8: noise: expected a number that is not negative, found -1"],
    "noise: sigma 0.1": ["2:8: noise: expected a number that is not negative, found the text"],
    "seed: 3": ["2:1: seed: unknown key; it belongs to data or starts or noise"],
    "caption: Look": ["2:1: caption: unknown key; caption is a beat: write it below story"],
    "lr: 0.1": ["2:1: lr: unknown key; here it is called learning_rates; the keys here are"],
    "learning_rates: [{schedule: cosin}]": [
        "2:29: learning_rates[0].schedule: there is no schedule 'cosin'; did you mean cosine?"
    ],
    "learning_rates: [{schedule: cosine, t_max: -1, gamma: 2}]": [
        "2:44: learning_rates[0].t_max: expected a positive number, found -1",
        "2:55: learning_rates[0].gamma: cosine has no parameter 'gamma'; its param",
    ],
    "optimizers: [adm]": ["2:14: optimizers[0]: there is no optimizer 'adm'; did you mean adam?"],
    "optimizers: adam": ["2:13: optimizers: expected a list, found the text 'adam' (write [adam])"],
    "optimizers: [3]": ["2:14: optimizers[0]: expected the name of an optimizer, or {name: {par"],
    "optimizers: [{adam: {betas: [0.9], beta: 3}}]": [
        "2:29: optimizers[0].adam.betas: expected 2 numbers, found [0.9]",
        "2:42: optimizers[0].adam.beta: adam has no parameter 'beta'; here it is called betas",
    ],
    "optimizers: [{momentum: {momentum: 2, dampening: x}}]": [
        "2:36: optimizers[0].momentum.momentum: expected a number from 0 to below 1, found 2",
        "2:50: optimizers[0].momentum.dampening: expected a number, found 'x'",
    ],
    "optimizers: [{momentum: {name: 2}}]": ["2:32: optimizers[0].momentum.name: momentum has no"],
    "stop: {gradient: 1}": ["2:8: stop.gradient: unknown key; did you mean gradient_norm?"],
    "stop: 1e-6": ["2:7: stop: expected a mapping with the keys gradient_norm, step_length; found"],
    "stop: {step_length: -1}": ["2:21: stop.step_length: expected a number that is not negative,"],
    "outside: clop": ["2:10: outside: expected stop, clip or continue, found the text 'clop' (did"],
    "domain: [0, 1]": [
        "2:9: domain: expected intervals such as {x: [-3, 3], y: [-3, 3]}, found [0"
    ],
    "domain: {x: [3, 1]}": ["2:13: domain.x: expected an interval whose low end lies below its hi"],
    "domain: {x: [-1e308, 1e308]}": [
        "2:14: domain.x[0]: expected a number from -1.0e+30 to 1.0e+30, found -1.0e+308",
        "2:22: domain.x[1]: expected a number from -1.0e+30 to 1.0e+30, found 1.0e+308",
    ],
    "domain: {x: [1e400, 2]}": ["2:14: domain.x[0]: expected a number, found .inf"],
    "domain: {x: [1, 1.0000000000000002]}": ["2:13: domain.x: too narrow: 2.220446049250313e-16"],
    "domain: {x: [0, 5e-324]}": ["2:13: domain.x: too narrow: 5.0e-324 wide; at 5.0e-324 an inter"],
    "domain: {x: [0, -0.0]}": ["2:13: domain.x: expected an interval whose low end lies below"],
    "domain: {x: [1e15, 1000000000000001]}": [
        "2:13: domain.x: too narrow: 1 wide; at 1000000000000001.0 an"
    ],
    "domain: {x: 3}": ["2:13: domain.x: expected an interval [low, high], found 3"],
    "domain: {x: [0, q]}": ["2:17: domain.x[1]: expected a number, found the text 'q'"],
    "domain: {x: [0, 1], Y: [0, 1]}": [
        "2:21: domain.Y: the function has no variable 'Y'; did you mean y? its variables are: x, y"
    ],
    "domain: {x: [0, 1], y: [0, 1], sin: [0, 1]}": ["2:32: domain.sin: 'sin' is a function"],
    "starts: [0.8, 0.6]": [
        "2:10: starts[0]: expected a point of 2 numbers, for x, y; found 1 (a list of points has ",
        "2:15: starts[1]: expected a point of 2 numbers, for x, y; found 1 (a list of points has ",
    ],
    "starts: [[1, 2, 3], [1, b]]": [
        "2:10: starts[0]: expected a point of 2 numbers, for x, y; found 3",
        "2:25: starts[1][1]: expected a number, found the text 'b'",
    ],
    "starts: [[1, 5]]": ["2:14: starts[0][1]: y = 5 lies outside the domain [-3, 3]"],
    "starts: 5": ["2:9: starts: expected a list of points such as [[1, 2]], or {random: 5, seed"],
    "starts: {randm: 5}": ["2:9: starts: expected a list of points such as [[1, 2]], or {random: "],
    "starts: {random: 5, sed: 1}": ["2:21: starts.sed: unknown key; did you mean seed?"],
    f"starts: {[[1, 1]] * 201}": ["2:9: starts: expected at most 200 entries, found 201"],
    "starts: {random: 201}": ["2:18: starts.random: expected a whole number from 1 to 200, found"],
    "starts: {grid: [4]}": ["2:16: starts.grid: expected 2 counts, for x, y; found 1"],
    "starts: {grid: [20, 20]}": ["2:16: starts.grid: 400 starts; at most 200 can be shown"],
    "descents: [{strt: [1, 2]}]": ["2:13: descents[0].strt: unknown key; did you mean start?"],
    "descents: [7]": ["2:12: descents[0]: expected a mapping with the keys start, learning_rate,"],
    "descents: [{start: [1]}]": [
        "2:20: descents[0].start: expected a point of 2 numbers, for x, y"
    ],
    "descents: [{learning_rate: 0}]": ["2:28: descents[0].learning_rate: expected a positive num"],
    "story: [surfac]": [
        "2:9: story[0]: there is no beat 'surfac'; did you mean surface? the beats"
    ],
    "story: surface": ["2:8: story: expected a list, found the text 'surface' (write [surface])"],
    "story: [{surface: {}, orbit: {}}]": [
        "2:23: story[0].orbit: a second beat in one entry; begin it with a dash of its own"
    ],
    "story: [{surface: {secs: 3}}]": ["2:20: story[0].surface.secs: unknown key; "],
    "story: [{surface: 3}]": [
        "2:19: story[0].surface: expected fields, found 3 (write surface: {seconds: 3})"
    ],
    "story: [{orbit: {degrees: on}}]": ["2:27: story[0].orbit.degrees: expected a number, found"],
    "story: [{pause: 0}]": ["2:17: story[0].pause: expected a positive number, found 0"],
    "story: [caption]": ["2:9: story[0]: the key 'text' is missing"],
    "story: [{caption: ''}]": ["2:19: story[0].caption: expected text, found an empty text"],
    "story: [{surface: {caption: true}}]": ["2:29: story[0].surface.caption: expected text, or f"],
    "story: [{look: abov}]": [
        "2:16: story[0].look: expected corner, front, side or above, found t"
    ],
    "story: [{look: {elevation: 91}}]": [
        "2:28: story[0].look.elevation: expected a number from -90"
    ],
    "story: [{gradient: strt}]": [
        "2:20: story[0].gradient: expected start, minimum or a point such as [1, 2], found the "
        "text 'strt' (did you mean start?)"
    ],
    "story: [{gradient: at 'a'}]": ["2:20: story[0].gradient: found the text"],
    "story: [{zoom: 2}]": [
        "2:16: story[0].zoom: expected a point of 2 numbers, for x, y; found 1 (write zoom: {zo"
    ],
    "story: [{basins: true}]": [
        "2:18: story[0].basins: expected fields, found true (write basins: {stay: true})"
    ],
    "story: [{surface: Look here}]": [
        "2:19: story[0].surface: expected fields, found the text 'Look here' (write surface"
    ],
    "story: [orbit 90]": ["2:9: story[0]: there is no beat 'orbit 90'; write orbit: 90"],
    "story: [orbit degrees 90]": [
        "2:9: story[0]: there is no beat 'orbit degrees 90'; write orbit: {degrees: 90}"
    ],
    "story: [tangent]": ["2:9: story[0]: there is no beat 'tangent'; here it is called tangent_p"],
    "story: [{gradient: {at: [1]}}]": ["2:25: story[0].gradient.at: expected a point of 2 numbers"],
    "story: [{gradient: [1, 9]}]": [
        "2:24: story[0].gradient[1]: y = 9 lies outside the domain [-3"
    ],
}


@pytest.mark.parametrize("line", ONE)
def test_a_faulty_line(line):
    told = faults(f"function: x^2 + 3*y^2\n{line}\n")
    assert len(told) == len(ONE[line]), told
    for said, expected in zip(told, ONE[line], strict=True):
        assert said.startswith(f"bowl.yaml:{expected}")


def test_a_field_with_its_name_as_text_is_told_how_to_write_it():
    told = faults("function: x^2\nstory:\n  - gradient: at [1, 1]\n  - zoom: zoom = 2\n")
    assert told == [
        "bowl.yaml:3:15: story[0].gradient: found the text 'at [1, 1]'; "
        "write gradient: {at: [1, 1]}",
        "bowl.yaml:4:11: story[1].zoom: found the text 'zoom = 2'; write zoom: {zoom: 2}",
    ]


@pytest.mark.parametrize("beat", ["gradient:\n      at: 1\n", "gradient:\n", "gradient: start\n"])
def test_a_field_indented_too_little_is_told_where_it_belongs(beat):
    told = faults(f"function: x^2\nstory:\n  - {beat}    caption: Look\n")
    line = 3 + beat.count("\n")
    assert told == [
        f"bowl.yaml:{line}:5: story[0].caption: caption belongs to gradient: indent it further "
        "than gradient, or write gradient: {caption: …}"
    ]


FORMULAS = {
    "function: x^2 +* y": "1:16",
    "function: 'x^2 +* y'": "1:17",
    'function:   "x^2 +* y"': "1:19",
    "function: foo(x)": "1:11",
    "function: x +\n  y $ 2": "1:11",  # several lines: the place is told in the message
    "function: >-\n  x + y $ 2": "1:11",
    "function: 7": "1:11",
    "function: []": "1:11",
    "function:": "1:10",
    "function: peeks": "1:11",
    "function: 9^9^9^9": "1:13",
}


@pytest.mark.parametrize("text", FORMULAS)
def test_a_faulty_formula_is_shown_at_its_own_character(text):
    told = faults(text)
    assert len(told) == 1
    assert told[0].startswith(f"bowl.yaml:{FORMULAS[text]}: function: ")


def test_the_place_in_a_folded_formula_is_told_by_its_character():
    assert "(at its character 7)" in faults("function: >-\n  x + y\n  $ 2")[0]


def test_the_function_is_missing():
    assert faults("steps: 3") == ["bowl.yaml:1:1: the key 'function' is missing"]


def test_descents_and_their_product_exclude_each_other():
    told = faults("function: x^2\ndescents: [{start: 1}]\nstarts: [1]\noptimizers: [adam]\n")
    assert [line.split(": ", 2)[:2] for line in told] == [
        ["bowl.yaml:3:1", "starts"],
        ["bowl.yaml:4:1", "optimizers"],
    ]
    assert all("listed one by one" in line for line in told)


def test_too_much_work_is_refused():
    rates = f"learning_rates: {list(range(1, 21))}"
    told = faults(f"function: x^2\nstarts: {{random: 11}}\n{rates}\n")
    assert "220 descents; at most 200 can be shown" in told[0]
    told = faults("function: x^2\nstarts: {random: 3}\nsteps: 10000000\n")
    assert told[0].startswith("bowl.yaml:3:8: steps: 3 descents of so many steps may take 2.3 GB")
    fewer = int(re.search(r"at most ([\d ]+) steps", told[0])[1].replace(" ", ""))
    read_spec(f"function: x^2\nstarts: {{random: 3}}\nsteps: {fewer}\n")
    # What a method keeps besides the points counts, too.
    many = "function: x^2 + y^2\nstarts: {random: 200}\nsteps: 60000\noptimizers: [%s]\n"
    read_spec(many % "momentum")
    assert "steps: 200 descents of so many steps" in faults(many % "adam")[0]


def test_too_many_variables_are_refused():
    domain = ", ".join(f"x{i}: [0, 1]" for i in range(201))
    told = faults(f"function: x0^2\ndomain: {{{domain}}}\n")
    assert told == [
        "bowl.yaml:1:11: function: a function of 201 variables; at most 200 can be told of"
    ]


def test_all_faults_come_at_once_and_in_order():
    told = faults(
        "titel: x\nfunction: x^2 + $\ndomain: {x: [0, 'b'], y: [2, 1]}\n"
        "starts: [[1, 2, 3]]\nsteps: -1\noptimizers: [adm]\nstory: [surfac, {pause: -1}]\n"
    )
    places = [tuple(map(int, line.split(":")[1:3])) for line in told]
    assert places == [(1, 1), (2, 17), (3, 17), (3, 26), (4, 10), (5, 8), (6, 14), (7, 9), (7, 25)]


def test_braces_and_percents_in_a_value_come_through():
    assert "'{0} %s {x}'" in faults("function: x^2\noutside: '{0} %s {x}'\n")[0]
