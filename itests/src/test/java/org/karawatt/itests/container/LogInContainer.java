package org.karawatt.itests.container;

import static org.junit.Assert.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.Test;
import org.karawatt.itests.LogChecker;

/** Last in the suite: what the others left in the log. */
public class LogInContainer extends ContainerTest {

    @Test
    public void nothingUnexpectedWasLogged() throws Exception {
        assertEquals(List.of(), LogChecker.unexpected(Path.of(System.getProperty("karaf.log"))));
    }
}
