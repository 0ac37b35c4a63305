package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** PostgreSQL is one configuration file: the README's example, with address and user put in. */
class PostgresIT {

    private static final int CUSTOMERS = 300;

    @Test
    void theMonthRunsOnPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(); Distribution distribution = Distribution.unpack("postgres")) {
            String example = Files.readString(distribution.etc().resolve("examples/org.ops4j.datasource-karawatt-postgresql.cfg"));
            Files.writeString(distribution.etc().resolve("org.ops4j.datasource-karawatt.cfg"), example
                    .replaceAll("(?m)^url = .*$", "url = " + Matcher.quoteReplacement(postgres.getJdbcUrl("postgres", "postgres")))
                    .replaceAll("(?m)^user = .*$", "user = postgres").replaceAll("(?m)^password = .*$", "password = postgres"));
            Distribution.Result demo = distribution.run("demo", "--customers", "" + CUSTOMERS);
            assertEquals(0, demo.code(), demo::toString);
            HttpResponse<String> schema = distribution.getAsAdmin("/api/v1/system/schema");
            assertTrue(schema.body().contains("PostgreSQL"), schema::body);
            JsonNode proof = DemoServer.JSON.readTree(distribution.getAsAdmin("/api/v1/business/ledger/proof?month=2026-01&office=42").body());
            for (JsonNode check : proof.get("checks")) {
                assertTrue(check.get("holds").asBoolean(), check::toString);
            }
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    ResultSet bills = connection.createStatement().executeQuery("SELECT COUNT(*) FROM billing_bill")) {
                bills.next();
                assertEquals(CUSTOMERS, bills.getInt(1));
            }
            assertEquals(0, distribution.client("karawatt:audit-verify").code());
        }
    }
}
