/// `papertape serve`: a service on loopback over what lies in the workspace, which also hosts its
/// paper sessions and runs backtests that it is asked for.
///
/// It starts and guards the process; `projection` keeps the queryable copy of the journals, `job`
/// the backtests, `rest` answers: whoever is on this machine may read, and whoever has the token
/// may change something. The wall clock is read here and passed on.
@OpenAPIDefinition(
    info =
        @Info(
            title = "Papertape",
            version = "1",
            description =
                "Runs, their journals, the ledger, and paper sessions. What changes something"
                    + " wants the bearer token of the workspace. Money, prices and"
                    + " quantities are decimal text; times are ISO 8601 instants in UTC; errors"
                    + " are application/problem+json (RFC 9457)."),
    components =
        @Components(
            securitySchemes =
                @SecurityScheme(
                    securitySchemeName = "token",
                    type = SecuritySchemeType.HTTP,
                    scheme = "bearer",
                    description = "What stands in the file token of the workspace")))
package io.papertape.service;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
