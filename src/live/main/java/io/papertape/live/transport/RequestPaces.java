package io.papertape.live.transport;

import java.net.URI;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// The paces of requests, one for each host: who asks the same host shares its limits, its
/// back-off and its bans. For any thread.
public final class RequestPaces {
  /// Those of this process: a venue counts by address, and all sessions have the same one.
  public static final RequestPaces OF_PROCESS = new RequestPaces(RestRules.STANDARD, 1);

  private final RestRules rules;
  private final SplittableRandom random;
  private final TreeMap<String, RequestPace> byHost = new TreeMap<>();

  /// @param seed of back-off
  public RequestPaces(RestRules rules, long seed) {
    this.rules = rules;
    random = new SplittableRandom(seed);
  }

  RestRules rules() {
    return rules;
  }

  synchronized RequestPace of(URI address) {
    return byHost.computeIfAbsent(
        address.getAuthority(), _ -> new RequestPace(rules, random.split()));
  }
}
