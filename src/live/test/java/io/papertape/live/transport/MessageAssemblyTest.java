package io.papertape.live.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageAssemblyTest {
  private final MessageAssembly assembly = new MessageAssembly(10);

  @Test
  void joinsPartsUpToTheBound() {
    for (String part : new String[] {"a", "", "bcd", "efghi", "j"}) {
      assertThat(assembly.add(part.getBytes(UTF_8))).isTrue();
    }
    assertThat(assembly.take()).asString(UTF_8).isEqualTo("abcdefghij");
    assertThat(assembly.take()).isEmpty();
  }

  @Test
  void aByteTooManyIsRefused() {
    assertThat(assembly.add(new byte[10])).isTrue();
    assertThat(assembly.add(new byte[1])).isFalse();
    assertThat(assembly.add(new byte[11])).isFalse();
  }

  @Test
  void aMessageInOnePieceIsNotCopied() {
    byte[] message = {1, 2};
    assembly.add(message);
    assertThat(assembly.take()).isSameAs(message);
  }

  @Test
  void whatWasHandedOutIsNotTouchedByTheNextMessage() {
    assembly.add(new byte[] {1});
    assembly.add(new byte[] {2});
    byte[] first = assembly.take();
    assembly.add(new byte[] {3});
    assembly.add(new byte[] {4});
    assertThat(assembly.take()).containsExactly(3, 4);
    assertThat(first).containsExactly(1, 2);
  }
}
