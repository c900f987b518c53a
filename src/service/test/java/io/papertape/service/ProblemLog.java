package io.papertape.service;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What the service logs of requests that fail, from when it is opened until it is closed.
final class ProblemLog extends Handler {
  private static final Logger LOG = Logger.getLogger("io.papertape.service.rest.Problems");

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  void open() {
    LOG.addHandler(this);
  }

  List<LogRecord> records() {
    return records;
  }

  @Override
  public void publish(LogRecord one) {
    records.add(one);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOG.removeHandler(this);
  }
}
