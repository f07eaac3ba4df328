package linum.core;

/// One place of a backend where arrays live and programs run.
///
/// @param platform the backend's name: `cpu`, `gpu`
/// @param id counts the devices of a platform from 0
public record Device(String platform, int id) {
  @Override
  public String toString() {
    return platform + ":" + id;
  }
}
