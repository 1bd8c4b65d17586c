"""What a vault has been set to is kept in the vault, and only what differs is written."""

from datetime import date

import msgspec
import pytest
from sqlalchemy import insert, select

from app.domain.vault_settings import Drill, VaultSettings
from app.storage.rows import SettingRow
from app.storage.store import Store
from app.storage.vault_settings import read_settings

pytestmark = pytest.mark.storage


def test_a_new_vault_has_the_settings_everything_starts_with(store: Store) -> None:
    with store.read() as reader:
        assert reader.settings() == VaultSettings()


def test_settings_are_read_back_as_they_were_set(store: Store) -> None:
    chosen = VaultSettings(second_place="/media/stick", drill=Drill(on=date(2026, 3, 14), backup="x", sound=True))
    with store.write() as uow:
        uow.set(chosen)
        uow.commit("vault.set", "second_place")
    with store.write() as uow:
        uow.set(msgspec.structs.replace(chosen, second_place=""))
        uow.commit("vault.set", "second_place")
    with store.read() as reader:
        assert reader.settings() == msgspec.structs.replace(chosen, second_place="")


def test_a_setting_of_a_newer_version_is_left_alone(store: Store) -> None:
    with store.write() as uow:
        session = uow._session
        session.execute(insert(SettingRow), [{"key": "of later", "value": '{"x":1}'}])
        uow.set(VaultSettings(second_place="/media/stick"))
        assert read_settings(session).second_place == "/media/stick"
        assert set(session.scalars(select(SettingRow.key))) == {"of later", "second_place"}
