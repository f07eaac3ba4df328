module @jit {
  func.func public @main(%arg0: tensor<3x2xf32>, %arg1: tensor<4x3xf32>) -> (tensor<3x2xf32>) {
    %0 = stablehlo.dot_general %arg1, %arg0, contracting_dims = [1] x [0] : (tensor<4x3xf32>, tensor<3x2xf32>) -> tensor<4x2xf32>
    %1 = stablehlo.tanh %0 : tensor<4x2xf32>
    %2 = stablehlo.constant dense<1.0> : tensor<f32>
    %3 = stablehlo.broadcast_in_dim %2, dims = [] : (tensor<f32>) -> tensor<4x2xf32>
    %4 = stablehlo.subtract %3, %1 : tensor<4x2xf32>
    %5 = stablehlo.constant dense<0.0> : tensor<f32>
    %6 = stablehlo.reduce(%1 init: %5) applies stablehlo.add across dimensions = [0, 1] : (tensor<4x2xf32>, tensor<f32>) -> tensor<f32>
    %7 = stablehlo.broadcast_in_dim %2, dims = [] : (tensor<f32>) -> tensor<4x2xf32>
    %8 = stablehlo.multiply %7, %4 : tensor<4x2xf32>
    %9 = stablehlo.multiply %8, %1 : tensor<4x2xf32>
    %10 = stablehlo.add %8, %9 : tensor<4x2xf32>
    %11 = stablehlo.dot_general %10, %arg1, contracting_dims = [0] x [0] : (tensor<4x2xf32>, tensor<4x3xf32>) -> tensor<2x3xf32>
    %12 = stablehlo.transpose %11, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>
    return %12 : tensor<3x2xf32>
  }
}
