package io.papertape.service.projection;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A run, as the interface shows it. Of a broken run only id, status and problem are known.
@Schema(name = "Run")
public record RunView(
    @Schema(description = "First 16 hex digits of the manifest hash", examples = "5f2b8c0d11e2a3f4")
        String id,
    @Schema(description = "complete, failed, ruined; broken if the folder contradicts itself")
        String status,
    @Schema(description = "What is wrong with a broken run's folder") Optional<String> problem,
    @Schema(description = "SHA-256 of the manifest, 64 hex digits") Optional<String> manifest,
    @Schema(description = "Merkle root of the journal, 64 hex digits") Optional<String> root,
    @Schema(description = "Name of the strategy", examples = "moving-average-cross")
        Optional<String> strategy,
    @Schema(description = "Preset of execution assumptions", examples = "papertape")
        Optional<String> preset,
    @Schema(description = "First moment of the data") Optional<Instant> from,
    @Schema(description = "Last moment of the data") Optional<Instant> to,
    @Schema(description = "Entries of the journal") Optional<Long> entries,
    @Schema(description = "How often the strategy was asked") Optional<Long> evaluations,
    @Schema(description = "Orders that reached the exchange") Optional<Long> orders,
    @Schema(description = "Fills of those orders") Optional<Long> fills,
    @Schema(description = "Of the account; absent in runs that do not state it", examples = "USD")
        Optional<String> currency,
    @Schema(description = "Starting cash, account currency, decimal text", examples = "100000")
        Optional<String> cash,
    @Schema(description = "Equity at the end, account currency, decimal text")
        Optional<String> finalEquity,
    @Schema(description = "Cash at the end, account currency, decimal text")
        Optional<String> finalCash,
    @Schema(description = "All fees paid, account currency, decimal text") Optional<String> fees,
    @Schema(description = "What stopped a failed run") Optional<String> failure) {}
