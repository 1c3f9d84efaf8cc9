package dev.e2ei.testkit.http;

import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.testkit.fault.Faults;
import java.time.InstantSource;

/**
 * What all servers of a stack share.
 *
 * @param clock the time of day
 * @param elapsedTime the passing of time, for answers that drip
 * @param faults what goes wrong
 */
public record KitEnvironment(InstantSource clock, ElapsedTime elapsedTime, Faults faults) {
    /** {@return one with the system's time and no faults} */
    public static KitEnvironment system() {
        return new KitEnvironment(InstantSource.system(), ElapsedTime.SYSTEM, new Faults());
    }
}
