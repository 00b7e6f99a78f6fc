from pathlib import Path

import pytest

from gridconsole.core.store.errors import NetworkFolder
from gridconsole.core.store.location import file_system_of, refuse_network_folder

MOUNTS = """
22 27 0:21 / / rw,relatime - ext4 /dev/sda1 rw
23 22 0:22 / /proc rw - proc proc rw
30 22 0:40 / /srv/share rw - cifs //server/share rw
31 22 0:41 / /srv/my\\040share rw - nfs4 server:/data rw
32 30 0:42 / /srv/share/local rw - ext4 /dev/sdb1 rw
33 22 0:43 / /home/clerk/cloud rw shared:1 master:2 - fuse.sshfs clerk@server: rw
34 22 0:44 / /auto rw - autofs systemd-1 rw
35 34 0:45 / /auto rw - nfs server:/auto rw
"""


@pytest.fixture
def mounts(tmp_path):
    (tmp_path / "mountinfo").write_text(MOUNTS.strip(), encoding="utf-8")
    return tmp_path / "mountinfo"


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/share/data", "cifs"),
        ("/srv/share", "cifs"),
        ("/srv/my share/station", "nfs4"),
        ("/home/clerk/cloud/data", "fuse.sshfs"),
        ("/auto/data", "nfs"),
        ("/srv/share/local/data", "ext4"),
        ("/srv/shared", "ext4"),
        ("/home/clerk", "ext4"),
    ],
)
def test_a_folder_on_a_share_is_refused_and_a_server_offered(mounts, folder, kind):
    assert file_system_of(Path(folder), mounts) == kind
    if kind == "ext4":
        refuse_network_folder(Path(folder), mounts)
    else:
        with pytest.raises(NetworkFolder, match="PostgreSQL"):
            refuse_network_folder(Path(folder), mounts)


def test_where_the_system_does_not_tell_nothing_is_refused(tmp_path):
    refuse_network_folder(tmp_path, tmp_path / "nowhere")
