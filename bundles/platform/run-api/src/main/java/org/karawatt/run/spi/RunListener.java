package org.karawatt.run.spi;

import org.karawatt.run.api.Run;
import org.osgi.annotation.versioning.ConsumerType;

/** Told of progress after each commit and of each change of status; must return quickly. Exceptions are logged and ignored. */
@ConsumerType
public interface RunListener {

    void changed(Run run);
}
