import os
import time

from tests.soak.killing import Killing

CYCLES = int(os.environ.get("KILL_CYCLES", "200"))
SEED = int(os.environ.get("KILL_SEED", str(time.time_ns() % 1_000_000)))


def test_nothing_acknowledged_is_lost_however_often_the_program_is_killed(tmp_path):
    print(f"KILL_CYCLES={CYCLES} KILL_SEED={SEED}")
    killing = Killing(tmp_path / "data", SEED)
    for _ in range(CYCLES):
        killing.kill_one()
        killing.look()
    known = killing.known
    print(f"acknowledged: {len(known.notes)} people, {known.crews} crews, {len(known.backups)} backups")
    assert known.notes
    assert known.crews
    assert known.backups


def test_new_data_survives_being_killed_while_it_is_made(tmp_path):
    for number in range(CYCLES // 10):
        killing = Killing(tmp_path / f"data{number}", SEED + number)
        for _ in range(3):
            killing.kill_one()
            killing.look()
