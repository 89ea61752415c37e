namespace LivePose;

/// <summary>What happens when a consumer is slower than its producer.</summary>
public enum BackPressure
{
    /// <summary>Offline: the producer waits; every frame is processed and the result is reproducible.</summary>
    Wait,

    /// <summary>Live: the oldest waiting frame is dropped, so latency stays bounded.</summary>
    DropOldest,
}
