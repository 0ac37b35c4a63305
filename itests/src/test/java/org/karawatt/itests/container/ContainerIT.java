package org.karawatt.itests.container;

import org.junit.runner.RunWith;
import org.junit.runners.Suite;

/** All tests that run inside the container, in this order, in one container. */
@RunWith(Suite.class)
@Suite.SuiteClasses({
    BundlesInContainer.class,
    CompletionInContainer.class,
    LogInContainer.class
})
public class ContainerIT {
}
