package org.karawatt.itests.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was saved while the server ran comes back in another installation. */
@ExtendWith(DemoServer.Extension.class)
class BackupIT {

    @Test
    void aBackupTakenOnlineIsRestoredElsewhere(DemoServer server) throws Exception {
        Path file = Path.of("target", "black box", "backup.zip").toAbsolutePath();
        Distribution.Result saved = server.distribution().run("backup", file.toString());
        assertEquals(0, saved.code(), saved::toString);
        try (Distribution other = Distribution.unpack("restored")) {
            Distribution.Result restored = other.run("restore", file.toString());
            assertEquals(0, restored.code(), restored::toString);
            other.start();
            String bills = other.getAsAdmin("/api/v1/business/bills?limit=1&month=2026-01").body();
            assertEquals(DemoServer.CUSTOMERS, new ObjectMapper().readTree(bills).get("total").asInt(), bills);
            assertEquals(0, other.client("karawatt:audit-verify").code());
            Distribution.Result proof = other.client("business:ledger-proof", "--office", "42", "2026-01");
            assertEquals(0, proof.code(), proof::toString);
            assertTrue(proof.output().contains("debits = credits"), proof::toString);
        }
    }
}
