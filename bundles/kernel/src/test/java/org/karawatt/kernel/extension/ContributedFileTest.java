package org.karawatt.kernel.extension;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;

class ContributedFileTest {

    @TempDir
    Path folder;

    private static KarawattException bad(String name, String reason) {
        return KarawattException.invalid(KernelErrors.UNKNOWN_CODE, name, reason);
    }

    private ContributedFile read(Path file) throws IOException {
        return ContributedFile.read(file.toUri().toURL(), 3, ContributedFileTest::bad);
    }

    @Test
    void isReadWithTheLastPartOfItsPathAsItsName() throws IOException {
        ContributedFile file = read(Files.write(folder.resolve("rules.json"), new byte[] {1, 2, 3}));
        assertEquals("rules.json", file.name());
        assertArrayEquals(new byte[] {1, 2, 3}, file.content());
    }

    @Test
    void oneThatIsTooLargeOrCannotBeReadIsRefusedByItsName() throws IOException {
        Path large = Files.write(folder.resolve("large.json"), new byte[4]);
        assertEquals(List.of("large.json", "more than 3 bytes"), assertThrows(KarawattException.class, () -> read(large)).args());
        KarawattException gone = assertThrows(KarawattException.class, () -> read(folder.resolve("gone.json")));
        assertEquals("gone.json", gone.args().get(0));
        assertTrue(gone.args().get(1).toString().contains("FileNotFoundException"), gone::getMessage);
    }
}
