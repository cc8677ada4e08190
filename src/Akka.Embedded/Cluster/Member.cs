using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster;

public enum MemberStatus
{
    Joining,
    Up,
    Leaving,
    Exiting,
    Down,
    Removed,
    WeaklyUp,
}

/// <summary>A node as the cluster sees it.</summary>
public class Member
{
    internal Member(Address address, ImmutableHashSet<string> roles, MemberStatus status)
    {
        Address = address;
        Roles = roles;
        Status = status;
    }

    public Address Address { get; }

    public ImmutableHashSet<string> Roles { get; }

    public MemberStatus Status { get; }

    public bool HasRole(string role) => Roles.Contains(role);
}
