from tests.soak.killing import Killing


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path):
    killing = Killing(tmp_path / "data", seed=22)
    for _ in range(10):
        killing.kill_one()
        killing.look()
    assert killing.known.notes
