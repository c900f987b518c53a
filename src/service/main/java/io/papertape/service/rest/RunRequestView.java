package io.papertape.service.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How the description shows [io.papertape.service.job.RunRequest], which reads the body itself so
/// that it can name what is wrong.
@Schema(name = "RunStart", requiredProperties = "strategy")
record RunRequestView(
    @Schema(
            description = "Folder of the strategy, absolute, or its name",
            examples = "moving-average-cross")
        String strategy,
    @Schema(description = "Data set; the strategy's if absent", examples = "synthetic-us")
        Optional<String> data,
    @Schema(description = "Instruments; the strategy's if absent") Optional<List<String>> symbols,
    @Schema(description = "First day, such as 2010-01-04") Optional<String> from,
    @Schema(description = "Last day, inclusive") Optional<String> to,
    @Schema(description = "Values by key, as with --set") Optional<Map<String, String>> set,
    @Schema(description = "papertape, backtesting.py or backtrader; cash stays")
        Optional<String> preset,
    @Schema(description = "Starting cash, in account currency, decimal text") Optional<String> cash,
    @Schema(description = "In basis points of the traded value, in place of all other fees")
        Optional<Double> feesBps,
    @Schema(description = "Of market and stop fills, in basis points of the price")
        Optional<Double> slippageBps) {}
