package io.papertape.service.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.service.rest.RunFilesResource.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongExplanationTest {
  @TempDir private Path folder;

  private Explanation ofEffects(int count) throws IOException {
    StringBuilder journal = new StringBuilder("{\"seq\":0,\"cause\":-1}\n");
    for (int i = 1; i <= count; i++) {
      journal.append("{\"seq\":%d,\"cause\":0}\n".formatted(i));
    }
    Path file = Files.writeString(folder.resolve("journal.jsonl"), journal);
    return RunFilesResource.explain("5f2b8c0d11e2a3f4", JournalLines.of(file), 0);
  }

  @Test
  void effectsThatAreLeftOutAreSaidToBe() throws IOException {
    Explanation whole = ofEffects(1_000);
    assertThat(whole.effectsCut()).isEmpty();
    assertThat(whole.effects()).endsWith("{\"seq\":1000,\"cause\":0}]");
    Explanation cut = ofEffects(1_001);
    assertThat(cut.effectsCut()).contains(true);
    assertThat(cut.effects()).isEqualTo(whole.effects());
  }
}
