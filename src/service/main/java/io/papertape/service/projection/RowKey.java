package io.papertape.service.projection;

import java.io.Serializable;

/// Key of a row: its run and its number within the run.
public record RowKey(String runId, long seq) implements Serializable {}
