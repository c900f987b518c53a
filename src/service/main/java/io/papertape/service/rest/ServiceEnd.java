package io.papertape.service.rest;

import java.util.concurrent.atomic.AtomicBoolean;

/// Whether this process ends: a request that was admitted just before may lose its database.
public final class ServiceEnd {
  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private ServiceEnd() {}

  public static void begin() {
    BEGUN.set(true);
  }

  public static boolean isBegun() {
    return BEGUN.get();
  }
}
