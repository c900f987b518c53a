package io.papertape.live.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// Names of the JVM of the tests, found as ever, but for those that nobody answers for until a test
/// lets go. Each is asked for once: the JVM remembers for a while that there is none.
public final class SlowNames extends InetAddressResolverProvider {
  private static final String ENDING = ".slow.test";

  private static volatile CountDownLatch answer = new CountDownLatch(0);
  private static volatile CountDownLatch asked = new CountDownLatch(0);

  /// Nothing answers for names that end in `.slow.test` until [#answer].
  static void hang() {
    answer = new CountDownLatch(1);
    asked = new CountDownLatch(1);
  }

  static void awaitQuestion() throws InterruptedException {
    asked.await();
  }

  static void answer() {
    answer.countDown();
  }

  @Override
  public String name() {
    return "slow";
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver usual = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        return host.endsWith(ENDING) ? slow(host) : usual.lookupByName(host, policy);
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return usual.lookupByAddress(address);
      }
    };
  }

  /// As the system's resolver, it hears no interrupt.
  private static Stream<InetAddress> slow(String host) throws UnknownHostException {
    asked.countDown();
    boolean wasInterrupted = false;
    while (answer.getCount() > 0) {
      try {
        answer.await();
      } catch (InterruptedException _) {
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
    throw new UnknownHostException(host);
  }
}
