package org.karawatt.security.internal.service;

import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.security.api.SecurityErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A JAAS realm of the container. Costs 20 to 80 ms a login. */
final class JaasRealm implements Realm {

    private static final Logger LOG = LoggerFactory.getLogger(JaasRealm.class);

    private final String name;

    JaasRealm(String name) {
        this.name = name;
    }

    @Override
    public Subject login(String user, char[] password) throws LoginException {
        CallbackHandler answers = callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback nameCallback) {
                    nameCallback.setName(user);
                } else if (callback instanceof PasswordCallback passwordCallback) {
                    passwordCallback.setPassword(password);
                } else {
                    throw new UnsupportedCallbackException(callback);
                }
            }
        };
        Subject subject = new Subject();
        context(subject, answers).login();
        return subject;
    }

    private LoginContext context(Subject subject, CallbackHandler answers) {
        try {
            return new LoginContext(name, subject, answers);
        } catch (LoginException e) {
            LOG.error("There is no usable JAAS realm {}", name, e);
            throw KarawattException.unavailable(SecurityErrors.REALM_UNAVAILABLE);
        }
    }
}
