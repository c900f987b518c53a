package io.papertape.live.transport;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/// Which addresses may be connected to: encrypted ones, and plain ones of this machine.
///
/// A name that only resolves to this machine is refused: what it resolves to is not ours to say.
///
/// @param plainHosts other hosts to which a plain connection is allowed
public record AddressRule(List<String> plainHosts) {
  /// Encrypted, or of this machine.
  public static final AddressRule SAFE = new AddressRule(List.of());

  public AddressRule {
    plainHosts = List.copyOf(plainHosts);
  }

  /// @throws IllegalArgumentException for an address that is neither encrypted nor allowed
  public void requireSocket(URI address) {
    require(address, "wss", "ws");
  }

  /// @throws IllegalArgumentException for an address that is neither encrypted nor allowed
  public void requireFix(URI address) {
    require(address, "fixs", "fix");
  }

  /// @throws IllegalArgumentException for an address that is neither encrypted nor allowed
  void requireRequest(URI address) {
    require(address, "https", "http");
  }

  private void require(URI address, String encrypted, String plain) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = address.getHost();
    boolean allowed =
        host != null
            && (scheme.equals(encrypted)
                || (scheme.equals(plain) && (isThisMachine(host) || plainHosts.contains(host))));
    if (!allowed) {
      throw new IllegalArgumentException(
          "Address is not safe: address=%s. Use %s://, or %s:// on 127.0.0.1."
              .formatted(address, encrypted, plain));
    }
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
