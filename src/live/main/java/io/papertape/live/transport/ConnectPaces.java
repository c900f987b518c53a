package io.papertape.live.transport;

import java.net.URI;
import java.util.TreeMap;

/// The paces of connecting of this process, one for each host: a venue counts by address, and all
/// sessions have the same one. For any thread.
final class ConnectPaces {
  static final ConnectPaces OF_PROCESS = new ConnectPaces();

  private final TreeMap<String, ConnectPace> byHost = new TreeMap<>();

  private ConnectPaces() {}

  synchronized ConnectPace of(URI socket) {
    return byHost.computeIfAbsent(socket.getAuthority(), _ -> new ConnectPace());
  }
}
