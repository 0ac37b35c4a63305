package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** PostgreSQL is one configuration file: the README's example, with address and user put in. A running server takes it at once. */
class PostgresIT {

    private static final int CUSTOMERS = 300;

    @Test
    void theMonthRunsOnPostgresAndANewerSchemaIsRefused() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(); Distribution distribution = Distribution.unpack("postgres")) {
            distribution.start();
            assertTrue(distribution.getAsAdmin("/api/v1/system/schema").body().contains("Derby"));
            String example = Files.readString(distribution.etc().resolve("examples/org.ops4j.datasource-karawatt-postgresql.cfg"));
            Files.writeString(distribution.etc().resolve("org.ops4j.datasource-karawatt.cfg"), example
                    .replaceAll("(?m)^url = .*$", "url = " + Matcher.quoteReplacement(postgres.getJdbcUrl("postgres", "postgres")))
                    .replaceAll("(?m)^user = .*$", "user = postgres").replaceAll("(?m)^password = .*$", "password = postgres"));
            awaitPostgres(distribution);
            Distribution.Result demo = distribution.run("demo", "--customers", "" + CUSTOMERS);
            assertEquals(0, demo.code(), demo::toString);
            JsonNode proof = DemoServer.JSON.readTree(distribution.getAsAdmin("/api/v1/business/ledger/proof?month=2026-01&office=42").body());
            for (JsonNode check : proof.get("checks")) {
                assertTrue(check.get("holds").asBoolean(), check::toString);
            }
            assertEquals(CUSTOMERS, count(postgres, "billing_bill"));
            assertEquals(0, distribution.client("karawatt:audit-verify").code());
            distribution.stop();

            try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
                connection.createStatement().execute("INSERT INTO databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)"
                        + " VALUES ('future-1', 'karawatt', 'db/9999-future.sql', LOCALTIMESTAMP, 9999, 'EXECUTED')");
            }
            Distribution.Result refused = distribution.with("KARAWATT_START_TIMEOUT", "30").run("start");
            assertEquals(4, refused.code(), refused::toString);
            assertTrue(refused.output().contains("newer than this software") && refused.output().contains("future-1"), refused::toString);
            assertEquals(503, distribution.get("/api/v1/system/health").statusCode());
            assertEquals(CUSTOMERS, count(postgres, "billing_bill"));
        }
    }

    private static void awaitPostgres(Distribution distribution) throws Exception {
        Instant end = Instant.now().plusSeconds(120);
        HttpResponse<String> schema = distribution.getAsAdmin("/api/v1/system/schema");
        while (schema.statusCode() != 200 || !schema.body().contains("PostgreSQL")) {
            assertTrue(Instant.now().isBefore(end), schema::body);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            schema = distribution.getAsAdmin("/api/v1/system/schema");
        }
    }

    private static int count(EmbeddedPostgres postgres, String table) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                ResultSet rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
