/**
 * Tests inside one running container (Pax Exam, so JUnit 4). A class named {@code …InContainer} extends {@code ContainerTest} and stands in
 * the list of {@code ContainerIT}, which starts the one container for all of them.
 */
package org.karawatt.itests.container;
