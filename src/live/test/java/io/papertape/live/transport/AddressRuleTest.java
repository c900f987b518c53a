package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wss://stream.example.com:9443/ws",
        "ws://127.0.0.1:80/ws",
        "ws://127.9.0.1/ws",
        "ws://[::1]:81/",
        "WS://localhost/"
      })
  void encryptedAddressesAndThoseOfThisMachineAreAccepted(String address) {
    assertThatCode(() -> AddressRule.SAFE.requireSocket(URI.create(address)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ws://stream.example.com/ws",
        "ws://127.0.0.1.example.com/",
        "ws://localhost.example.com/",
        "ws://10.0.0.1/",
        "https://stream.example.com/",
        "http://127.0.0.1/",
        "file:///etc/passwd",
        "wss:/nowhere",
        "/ws"
      })
  void othersAreRefused(String address) {
    assertThatThrownBy(() -> AddressRule.SAFE.requireSocket(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Address is not safe: address=%s. Use wss://, or ws:// on 127.0.0.1."
                .formatted(address));
  }

  @Test
  void aPlainHostIsAcceptedIfItIsNamed() {
    var rule = new AddressRule(List.of("feed.example.com"));
    assertThatCode(() -> rule.requireRequest(URI.create("http://feed.example.com/x")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> rule.requireRequest(URI.create("http://other.example.com/x")))
        .hasMessage(
            "Address is not safe: address=http://other.example.com/x. Use https://, or http:// on"
                + " 127.0.0.1.");
  }
}
