package linum.ir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingTest {
  @Test
  void programsAreKeptApartByWhatWasChanged() {
    Setting<Boolean> own = Setting.ofPrograms("own_setting", false);
    assertThat(Config.snapshot()).isEmpty();
    assertThat(own.with(true, Config::snapshot)).containsExactly(own, true);
    assertThat(own.with(false, Config::snapshot)).isEmpty();
    assertThat(own).hasToString("own_setting=false");
  }
}
